// SPDX-License-Identifier: Apache-2.0
/// Records that name somebody relocated: place, summary and log of such a record tell where he is, so the desks narrow
/// them. Part of the desk's public header, which includes it; who is relocated stands in never_link.hpp.
///
/// Promises: contact, log and crime of one event are seen no more widely than the never-link, but by whoever owns them,
/// from the act on that names him there. Start reading at narrow_records_named_in.
#pragma once

#include <functional>

#include "access/act.hpp"
#include "tasks/tasks.hpp"

namespace bluelamp::people {

/// What the desks do so that a record of theirs, and all that tells of the same event, is for no more than `visibility`
/// to see.
using NarrowRecord = std::function<Result<void>(db::Transaction&, const Act&, const tasks::About&, std::int64_t)>;

/// Narrows what `record` and others tell of everybody relocated who is named in `record`. Part of the act that carries
/// it to another record; nothing without `narrow`.
Result<void> narrow_records_named_in(db::Transaction& tx, const Act& act, std::string_view record,
                                     const NarrowRecord& narrow);

}  // namespace bluelamp::people
