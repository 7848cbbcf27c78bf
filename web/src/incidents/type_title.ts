// SPDX-License-Identifier: Apache-2.0
import { useCallback } from "react";
import type { Incident } from "../api/types";
import { typeOf, usePolicy } from "../policy/use_policy";

/** An incident's type in the words of the policy; one without a type has perhaps a national category. */
export function useTypeTitle(): (incident: Incident) => string {
  const policy = usePolicy();
  return useCallback((incident) => {
    return typeOf(policy, incident.type)?.title ?? incident.type?.replaceAll("_", " ") ?? incident.category ?? "";
  }, [policy]);
}
