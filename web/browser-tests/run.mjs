// SPDX-License-Identifier: Apache-2.0
// Runs the browser tests one after another against one real server. `--screens-only` makes the pictures of the README
// and the guides; names given as arguments run only those tests.
import a_call_by_keyboard_alone from "./a_call_by_keyboard_alone.mjs";
import a_call_is_never_dropped from "./a_call_is_never_dropped.mjs";
import a_change_of_roles_reaches_the_screen from "./a_change_of_roles_reaches_the_screen.mjs";
import a_crime_with_nothing_typed from "./a_crime_with_nothing_typed.mjs";
import a_figure_opens_to_its_records from "./a_figure_opens_to_its_records.mjs";
import a_locked_screen_shows_nothing from "./a_locked_screen_shows_nothing.mjs";
import a_marker_is_set_and_removed from "./a_marker_is_set_and_removed.mjs";
import a_number_typed_later from "./a_number_typed_later.mjs";
import a_silent_call from "./a_silent_call.mjs";
import { accessible_calls_on_a_desk, accessible_calls_on_a_phone } from "./accessible_calls.mjs";
import { accessible_on_a_desk, accessible_on_a_phone } from "./accessible_everywhere.mjs";
import { accessible_records_on_a_desk, accessible_records_on_a_phone } from "./accessible_records.mjs";
import a_task_is_owned_and_finished from "./a_task_is_owned_and_finished.mjs";
import a_type_given_later from "./a_type_given_later.mjs";
import an_alert_arrives from "./an_alert_arrives.mjs";
import an_incident_on_paper from "./an_incident_on_paper.mjs";
import an_outcome_without_evidence from "./an_outcome_without_evidence.mjs";
import { launch } from "./browser.mjs";
import closing_names_its_gaps from "./closing_names_its_gaps.mjs";
import complaint_01_screens_are_pushed_live from "./complaint_01_screens_are_pushed_live.mjs";
import complaint_16_a_lower_grade_takes_two from "./complaint_16_a_lower_grade_takes_two.mjs";
import {
  every_page_on_a_laptop_in_dark, every_page_on_a_laptop_in_light, every_page_on_a_phone_in_dark,
  every_page_on_a_phone_in_light, every_route_is_visited,
} from "./every_page.mjs";
import five_thousand_rows from "./five_thousand_rows.mjs";
import keyboard_alone from "./keyboard_alone.mjs";
import late_and_coming_up from "./late_and_coming_up.mjs";
import no_row_and_five_thousand from "./long_lists.mjs";
import nothing_twice_nothing_lost from "./nothing_twice_nothing_lost.mjs";
import one_stream_for_all_tabs from "./one_stream_for_all_tabs.mjs";
import pages_on_paper from "./pages_on_paper.mjs";
import passwords from "./passwords.mjs";
import picture_of_the_board from "./picture_of_the_board.mjs";
import pictures_of_calls from "./pictures_of_calls.mjs";
import pictures_of_people from "./pictures_of_people.mjs";
import {
  finding_C4_recognised_at_the_call, finding_M6_nobody_is_shown_who_must_not_be, recognition_on_every_screen,
} from "./recognised_at_the_call.mjs";
import review_of_people from "./review_of_people.mjs";
import { startServer } from "./server.mjs";
import the_policy_page from "./the_policy_page.mjs";
import watching_is_a_sign_of_life from "./watching_is_a_sign_of_life.mjs";
import {
  a_key_at_once_after_signing_in, keys_beside_the_tour, the_keys_of_the_page, the_tour_hides_nothing,
  what_am_i_looking_at,
} from "./what_am_i_looking_at.mjs";

const tests = [
  complaint_01_screens_are_pushed_live,
  one_stream_for_all_tabs,
  nothing_twice_nothing_lost,
  keyboard_alone,
  a_call_by_keyboard_alone,
  a_number_typed_later,
  a_type_given_later,
  a_silent_call,
  a_call_is_never_dropped,
  a_marker_is_set_and_removed,
  a_locked_screen_shows_nothing,
  a_change_of_roles_reaches_the_screen,
  watching_is_a_sign_of_life,
  passwords,
  a_key_at_once_after_signing_in,
  what_am_i_looking_at,
  the_keys_of_the_page,
  keys_beside_the_tour,
  the_tour_hides_nothing,
  five_thousand_rows,
  no_row_and_five_thousand,
  a_figure_opens_to_its_records,
  closing_names_its_gaps,
  a_crime_with_nothing_typed,
  an_outcome_without_evidence,
  complaint_16_a_lower_grade_takes_two,
  late_and_coming_up,
  an_alert_arrives,
  a_task_is_owned_and_finished,
  an_incident_on_paper,
  pages_on_paper,
  the_policy_page,
  finding_C4_recognised_at_the_call,
  finding_M6_nobody_is_shown_who_must_not_be,
  recognition_on_every_screen,
  review_of_people,
  pictures_of_people,
  every_route_is_visited,
  every_page_on_a_laptop_in_light,
  every_page_on_a_laptop_in_dark,
  every_page_on_a_phone_in_dark,
  every_page_on_a_phone_in_light,
  accessible_on_a_desk,
  accessible_on_a_phone,
  accessible_calls_on_a_desk,
  accessible_calls_on_a_phone,
  accessible_records_on_a_desk,
  accessible_records_on_a_phone,
];

const say = (line) => process.stdout.write(`${line}\n`);

const limit = 600_000;

/** A test that waits for ever must fail, not stop the others. */
function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`Not done within ${milliseconds / 1000} s.`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function runOne(test, world) {
  const started = Date.now();
  const notes = [];
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  try {
    await within(limit, test({ ...world, note: (line) => notes.push(line) }));
    say(`passed  ${test.name}  ${seconds()} s${notes.map((line) => `\n        ${line}`).join("")}`);
    return true;
  } catch (error) {
    say(`FAILED  ${test.name}  ${seconds()} s\n        ${error.message.replaceAll("\n", "\n        ")}`);
    return false;
  } finally {
    await Promise.all(world.browser.contexts().map((context) => context.close()));
  }
}

function chosen(names) {
  if (names.includes("--screens-only")) return [picture_of_the_board, pictures_of_calls, pictures_of_people];
  if (names.length === 0) return tests;
  const unknown = names.filter((name) => !tests.some((test) => test.name === name));
  if (unknown.length > 0) throw new Error(`There is no browser test named ${unknown.join(", ")}.`);
  return tests.filter((test) => names.includes(test.name));
}

const wanted = chosen(process.argv.slice(2));
const server = await startServer();
const browser = await launch();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void Promise.all([browser.close(), server.stop()]).finally(() => process.exit(1)));
}
let failed = 0;
try {
  for (const test of wanted) if (!(await runOne(test, { browser, server }))) failed += 1;
} finally {
  await browser.close();
  await server.stop();
}
say(`${wanted.length - failed} of ${wanted.length} browser tests passed`);
process.exitCode = failed === 0 ? 0 : 1;
