// SPDX-License-Identifier: Apache-2.0
// The pictures in docs/identity.md and docs/linking.md, made of the real thing. Everybody in them is invented.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { aTown, onTheRegister } from "./a_town.mjs";
import { expectNone } from "./browser.mjs";
import { look } from "./accessible_everywhere.mjs";
import { proposed } from "./review_of_people.mjs";
import { somebody } from "./desk.mjs";
import { keepPicture } from "./pictures.mjs";
import { binary } from "./server.mjs";

const light = { colorScheme: "light", reducedMotion: "reduce" };
const said = {
  given_name: "Philippa", family_name: "Ravensworth", date_of_birth: "1968-11-02", address: "27 Tanner Street",
  postcode: "EC2A 4AB", phone: "07700 900714",
};
const again = { ...said, given_name: "Pippa", family_name: "Ravenworth", date_of_birth: "1968-02-11" };

const given = ["Agnes", "Basil", "Clara", "Duncan", "Elsie", "Felix", "Gwen", "Hugo", "Ida", "Jonas", "Keira", "Leon",
  "Mabel", "Nigel", "Olive", "Percy", "Rhona", "Silas", "Thea", "Victor"];
const first = ["Ash", "Birk", "Cold", "Dray", "East", "Fern", "Gold", "Hart", "Ives", "Kirk", "Lang", "Marsh", "North",
  "Oak", "Pen", "Red", "Stan", "Thorn", "Wal", "Wick"];
const last = ["bourne", "combe", "field", "ford", "ley", "more", "stead", "thorpe", "ton", "worth"];
const two = (value) => String(value).padStart(2, "0");

/** Somebody drawn by a fixed rule (a linear congruential generator), so that every picture is the same. */
function inhabitant(index) {
  let state = index * 7919 + 17;
  const draw = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  draw(2);
  const from = (list) => list[draw(list.length)];
  return {
    given_name: from(given), family_name: from(first) + from(last),
    date_of_birth: `${1935 + draw(75)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
    address: `${1 + draw(190)} ${from(first)}${from(last)} ${from(["Street", "Road", "Lane"])}`,
    postcode: `N${1 + draw(20)} ${1 + draw(9)}${String.fromCharCode(65 + draw(8))}B`,
  };
}

/** As three clerks would have written it: each a slip, an abbreviation or a gap of their own. */
function writtenBy(clerk, person) {
  const slips = [
    person,
    { ...person, family_name: person.family_name.replace(/(.)(.)$/, "$2$1"), postcode: "" },
    { ...person, given_name: person.given_name[0], address: person.address.replace("Street", "St") },
  ];
  return slips[clerk];
}

function aFile() {
  const columns = ["id", "given_name", "family_name", "date_of_birth", "address", "postcode"];
  const lines = [columns.join(",")];
  for (let index = 0; index < 1500; index += 1) {
    const person = inhabitant(index);
    for (let clerk = 0; clerk <= index % 4 && clerk < 3; clerk += 1) {
      const row = { id: `${index}-${clerk}`, ...writtenBy(clerk, person) };
      lines.push(columns.map((column) => row[column]).join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

const map = `id = "id"
[columns]
given_name = "given_name"
family_name = "surname"
date_of_birth = "date_of_birth"
address = "address"
postcode = "postcode"
`;

/** The charts that `bluelamp link` writes, opened from the disk. */
async function charts(world) {
  const folder = mkdtempSync(join(tmpdir(), "bluelamp-charts-"));
  const file = (name) => join(folder, name);
  writeFileSync(file("people.csv"), aFile());
  writeFileSync(file("map.toml"), map);
  execFileSync(binary(), [
    "link", file("people.csv"), "--map", file("map.toml"), "--out", file("pairs.csv"), "--charts", file("charts.html"),
  ]);
  const context = await world.browser.newContext(light);
  const page = await context.newPage();
  await page.goto(pathToFileURL(file("charts.html")).href);
  await keepPicture(page, "linking-charts");
  const wrong = [];
  await look(page, "linking-charts", wrong);
  expectNone(wrong, "On the charts");
  rmSync(folder, { recursive: true });
}

export default async function pictures_of_people(world) {
  const handler = (await somebody(world, "call_handler")).page;
  const { page } = await somebody(world, "registrar", light);
  await aTown(handler, 40);
  await onTheRegister(handler, said, said.phone);
  await onTheRegister(handler, again, again.phone);
  const pair = await proposed(page, /Raven/);
  await page.goto(`/people/review/${pair.id}`);
  await page.locator(".falls").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await keepPicture(page, "compare");
  await page.goto("/people/quality");
  await page.locator("#drift").waitFor();
  await keepPicture(page, "identity-quality");
  await charts(world);
}
