// SPDX-License-Identifier: Apache-2.0
/// The command line: `bluelamp <noun or verb> --help`.
///
/// Promises: exit 0 done, 1 refused (the reason on stderr), 2 usage. With --json one JSON object is the last line of
/// stdout. Every command that touches records takes --data DIR or --database URL, acts as the force's command-line
/// account and is journalled like any other act.
#pragma once

namespace bluelamp::commands {

/// The whole program; never throws.
int run(int count, char** arguments);

}  // namespace bluelamp::commands
