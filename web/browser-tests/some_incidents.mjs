// SPDX-License-Identifier: Apache-2.0
// An invented evening: enough open incidents to judge a board by. The streets are real, what happens in them is not.
import { openIncident } from "./browser.mjs";

const reports = [
  ["emergency", "Man with a knife threatening staff in a shop", "violence_in_progress"],
  ["priority", "Two cars collided, one driver complains of neck pain", "collision_injury"],
  ["priority", "Shouting and breaking glass from the flat upstairs", "domestic_abuse"],
  ["scheduled", "Bicycle stolen from outside the station overnight", "theft"],
  ["priority", "Youths riding mopeds on the pavement", "asb_nuisance"],
  ["emergency", "Woman followed home, still outside her door", "harassment_stalking"],
  ["without_deployment", "Asks how to report a lost purse", "lost_found"],
  ["priority", "Neighbour of 84 not seen for two days", "concern_for_safety"],
  ["scheduled", "Graffiti on the community centre", "criminal_damage"],
  ["priority", "Shoplifter detained by security", "shop_theft"],
  ["emergency", "Burglar alarm, movement seen inside", "alarm"],
  ["priority", "Car blocking the ambulance bay", "highway_disruption"],
];
const streets = [
  ["High Road", 51.5904, -0.0698], ["Mare Street", 51.5433, -0.0553], ["Holloway Road", 51.5546, -0.1157],
  ["Camden High Street", 51.5378, -0.1418], ["Brixton Road", 51.4656, -0.1147], ["Rye Lane", 51.4708, -0.0692],
  ["Lavender Hill", 51.4652, -0.1628], ["Uxbridge Road", 51.5087, -0.3049], ["Bromley Road", 51.4359, -0.0198],
  ["Barking Road", 51.5296, 0.0337], ["London Road", 51.3814, -0.1036], ["Station Road", 51.6054, -0.3415],
];

export async function someIncidents(page, count) {
  const opened = [];
  for (let index = 0; index < count; index += 1) {
    const [grade, summary, type] = reports[index % reports.length];
    const [street, latitude, longitude] = streets[(index * 5) % streets.length];
    const place = { text: `${((index * 37) % 210) + 1} ${street}`, latitude, longitude };
    opened.push(await openIncident(page, { summary, grade, type, place }));
  }
  return opened;
}
