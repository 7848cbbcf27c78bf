// SPDX-License-Identifier: Apache-2.0
// Calls by the API, as the pages would make them; for tests that need calls made before they begin. All of it invented.
import { randomUUID } from "node:crypto";

/** What the server answers to one change; throws what it says when it refuses. */
export async function change(page, path, body, version) {
  const headers = { "Idempotency-Key": randomUUID(), ...(version ? { "If-Match": `"${version}"` } : {}) };
  return page.evaluate(async ([url, sent, given]) => {
    const init = { method: "POST", headers: { "Content-Type": "application/json", ...given } };
    if (sent) init.body = JSON.stringify(sent);
    const answer = await fetch(url, init);
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }, [`/api/v1${path}`, body, headers]);
}

export async function read(page, path) {
  const answer = await page.request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

export const ruth = {
  given_name: "Ruth", family_name: "Example", date_of_birth: "1970-05-03", address: "Flat 2, 14 Long Lane",
  postcode: "EC1A 9PN",
};

export const nora = {
  given_name: "Nora", family_name: "Sample", date_of_birth: "1984-11-30", address: "3 Ave Maria Lane",
  postcode: "EC4M 7AJ",
};

async function decide(page, mention, person) {
  const body = { reason: "Known to the handler", ...(person ? { person } : {}) };
  return (await change(page, `/people/mentions/${mention.id}/confirm`, body)).person;
}

/** One earlier call of somebody: named as caller and victim, decided to be that person, sent, ended. */
export async function earlierCall(page, { phone, said, reason, type, person }) {
  const { contact } = await change(page, "/contacts", { channel: "emergency_999", presented: "spoken", phone });
  const naming = `/contacts/${contact.id}/mentions`;
  const caller = await change(page, naming, { role: "caller", said });
  const known = await decide(page, caller, person);
  const { given_name, family_name } = said;
  await decide(page, await change(page, naming, { role: "victim", said: { given_name, family_name } }), known);
  const sent = await change(page, "/contacts/send", {
    contact: contact.id, place: { text: said.address }, reason, type, place_from: caller.id,
  });
  await change(page, `/contacts/${contact.id}/end`, {}, sent.contact.version);
  return known;
}

/** A call in each of the states that pages show: begun, sent with questions, silent, parked, lost. */
export async function someCalls(page) {
  const receive = async (presented, phone) => {
    return (await change(page, "/contacts", { channel: "emergency_999", presented, phone })).contact;
  };
  const begun = await receive("spoken", "07700 900301");
  await change(page, `/contacts/${begun.id}/lines`, { text: "Whispers, hard to understand" });
  const sent = await receive("spoken", "07700 900302");
  const caller = await change(page, `/contacts/${sent.id}/mentions`, { role: "caller", said: nora });
  await change(page, "/contacts/send", {
    contact: sent.id, place: { text: "Leadenhall Market" }, reason: "Two men fighting", type: "violence_in_progress",
  });
  const silent = await receive("silent_connected", "07700 900303");
  const parked = await receive("spoken", "07700 900304");
  await change(page, `/contacts/${parked.id}/park`, { reason: "Speaks with the ambulance" }, parked.version);
  const lost = await receive("abandoned", "07700 900304");
  await change(page, `/contacts/${lost.id}/attempts`, { outcome: "no_answer" });
  return { begun: begun.id, sent: sent.id, silent: silent.id, person: await decide(page, caller) };
}

/** Somebody who has called three times before, and whose number leads to a marker at high risk. */
export async function repeatCaller(page, supervisor, phone, said = ruth) {
  const past = { phone, said, type: "domestic_abuse" };
  const person = await earlierCall(page, { ...past, reason: "Shouting next door" });
  await earlierCall(page, { ...past, reason: "Partner came back", person });
  await earlierCall(page, { ...past, reason: "Door kicked in", person });
  await change(supervisor, "/people/markers", {
    kind: "person", subject: person, marker: "domestic_abuse_high_risk", text: "Agreed at the conference of agencies.",
    source: "Risk conference",
  });
  return person;
}
