// SPDX-License-Identifier: Apache-2.0
// Records whose words are hard to show: eighty letters without a space, forty words, Arabic and Hebrew, alone and in
// mixed sentences. All of it invented.
import { makeUser } from "./browser.mjs";
import { change, someCalls } from "./calls.mjs";
import { somebody } from "./desk.mjs";
import { proposed } from "./review_of_people.mjs";

export const noSpace = `Llanfair${"pwllgwyngyll".repeat(6)}`;
export const arabic = "رامي الخطيب";
export const hebrew = "רחוב הרצל 14, דירה 2";
const words = Array.from({ length: 40 }, (_, at) => ["a", "man", "shouts", "at", "the", "door", "again"][at % 7]);
export const fortyWords = words.join(" ");
const mixed = `Neighbour ${arabic} says "${hebrew}" 07700 900123 (second floor)`;

async function known(page, said) {
  const phone = said.phone ?? "07700 900340";
  const { contact } = await change(page, "/contacts", { channel: "emergency_999", presented: "spoken", phone });
  const mention = await change(page, `/contacts/${contact.id}/mentions`, { role: "victim", said });
  const { person } = await change(page, `/people/mentions/${mention.id}/confirm`, { reason: "New to the register" });
  const sent = await change(page, "/contacts/send", {
    contact: contact.id, place: { text: said.address ?? hebrew, latitude: 51.5127, longitude: -0.0834 }, reason: mixed,
    type: "domestic_abuse", place_from: mention.id,
  });
  return { person, contact: contact.id, incident: sent.contact.incident };
}

/** Ids of one record of each kind, by what the addresses of pages call them. */
export async function hardRecords(world) {
  const { page, context } = await somebody(world, "call_handler");
  const calls = await someCalls(page);
  const born = "1978-02-11";
  const pair = { given_name: "رامي", date_of_birth: born, address: hebrew, postcode: "EC1A 9PN" };
  const first = await known(page, { ...pair, family_name: "الخطيب", phone: "07700 900341" });
  await known(page, { ...pair, family_name: "الخطييب", phone: "07700 900342" });
  const long = await known(page, { given_name: noSpace, family_name: fortyWords.slice(0, 90), address: noSpace });
  await context.close();
  const at = await somebody(world, "supervisor");
  const people = [{ role: "victim", said: { given_name: arabic, family_name: noSpace } }];
  const { crime } = await change(at.page, "/crimes", { incident: first.incident, offence: "8N", people });
  await at.context.close();
  const registrar = await somebody(world, "registrar");
  const review = (await proposed(registrar.page, /رامي/)).id;
  await registrar.context.close();
  const administrator = await somebody(world, "administrator");
  await makeUser(administrator.page, {
    username: `long-${Date.now()}`, display_name: noSpace, password: "a quiet corner of the house",
    roles: ["dispatcher"],
  });
  await administrator.context.close();
  return {
    call: first.contact, silent: calls.silent, person: first.person, longPerson: long.person, pair: review,
    incident: first.incident, longIncident: long.incident, crime: crime.id,
  };
}
