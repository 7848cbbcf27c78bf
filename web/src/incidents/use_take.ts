// SPDX-License-Identifier: Apache-2.0
// Taking an incident from the board: who presses t answers for it from then on.
import { useCallback, useState } from "react";
import { post } from "../api/client";
import { newKey } from "../api/keep_trying";
import { inWords } from "../api/problem";
import type { Incident } from "../api/types";
import { useKeys } from "../shell/keys";
import { useMay, useSignedIn } from "../shell/session";

/** The row that has the focus is taken by t; what came of it is told in words. */
export function useTake(rows: readonly Incident[]): string {
  const { account } = useSignedIn();
  const may = useMay()("result incidents");
  const [told, setTold] = useState("");
  const take = useCallback(async (incident: Incident) => {
    const to = `person:${account.id}`;
    if (incident.status === "closed" || incident.owner.id === to) return;
    try {
      await post("/api/v1/incidents/{id}/give", {
        path: { id: incident.id }, body: { to, reason: "Taken from the board" }, version: incident.version,
        key: newKey(),
      });
      setTold(`${incident.reference} is yours.`);
    } catch (error) {
      setTold(`${incident.reference}: ${inWords(error)}`);
    }
  }, [account.id]);
  const takeFocused = () => {
    const row = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["row"] : undefined;
    const incident = rows[Number(row)];
    if (row === undefined || !incident) return false;
    void take(incident);
    return true;
  };
  const does = "Take the incident that has the focus: it is yours then";
  useKeys(may ? [{ keys: ["t"], does, act: takeFocused }] : []);
  return told;
}
