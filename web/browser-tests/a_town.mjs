// SPDX-License-Identifier: Apache-2.0
// A register with a town in it, for tests of who is recognised: how rare a name or an address is, is counted among all
// who are on it. All of it invented.
import { change } from "./calls.mjs";

const given = ["Alice", "Brian", "Carol", "David", "Edith", "Frank", "Grace", "Henry", "Irene", "James"];
const family = ["Archer", "Barlow", "Carver", "Dawson", "Ellison", "Fletcher", "Gibson", "Harper", "Ingram", "Jarvis"];
const streets = ["Mill Lane", "Bakers Court", "Tanner Street", "Quarry Road", "Lock Hill"];
const two = (number) => String(number).padStart(2, "0");

function townsman(index) {
  return {
    given_name: given[index % 10], family_name: family[Math.floor(index / 10) % 10],
    date_of_birth: `${1940 + ((index * 7) % 60)}-${two(1 + (index % 12))}-${two(1 + ((index * 5) % 28))}`,
    address: `${1 + index} ${streets[index % streets.length]}`,
    postcode: `EC${1 + (index % 4)}A ${1 + (index % 9)}AB`,
  };
}

/** One person put on the register, as said in a call from that number. */
export async function onTheRegister(page, said, phone) {
  const { contact } = await change(page, "/contacts", {
    channel: "emergency_999", presented: "spoken", ...(phone ? { phone } : {}),
  });
  const mention = await change(page, `/contacts/${contact.id}/mentions`, { role: "witness", said });
  return (await change(page, `/people/mentions/${mention.id}/confirm`, { reason: "New to the register" })).person;
}

/** A hundred people with ten given and ten family names, who live each alone. */
export async function aTown(page, people = 100) {
  const { contact } = await change(page, "/contacts", { channel: "emergency_999", presented: "spoken" });
  for (let index = 0; index < people; index += 1) {
    const body = { role: "other", said: townsman(index) };
    const mention = await change(page, `/contacts/${contact.id}/mentions`, body);
    await change(page, `/people/mentions/${mention.id}/confirm`, { reason: "New to the register" });
  }
}
