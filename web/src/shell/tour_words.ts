// SPDX-License-Identifier: Apache-2.0
// What every page is, in words for somebody who has read nothing: the page as a whole, then its parts, each with where
// it stands on the page. One entry for each address of routes.tsx; a test holds the two together.

import type { PageTour, TourPart } from "./tour";

const log: TourPart = {
  at: ".panel--log", title: "The log",
  words: "Everything that was said and done, in order, with who and when. Nothing in it is ever changed: a " +
    "correction is a new line. Lines of others appear as they are written.",
};

const who: TourPart = {
  at: ".who", title: "Who this may be",
  words: "Type as little as you know: a number, half a name, a year of birth. People whom the force knows are " +
    "proposed, the likeliest first, with why, and how often they called before. Ask the question shown, then confirm.",
};

const calls: readonly TourPart[] = [
  {
    at: ".sections", title: "Where calls stand",
    words: "Live: somebody is speaking. Parked: waiting for somebody to go on with it. Abandoned: the caller was " +
      "gone before we knew why. Ended: all others.",
  },
];

const users: TourPart = {
  at: ".sections", title: "Users, teams and roles",
  words: "Users are people who sign in. A team owns work together. A role says what somebody may do.",
};

const call: PageTour = {
  about: "One call. Help first: a place and a reason send it. Everything else can follow while help is moving.",
  parts: [
    {
      at: "#send", title: "Send help", sometimes: true,
      words: "Where it is and what is happening; Enter goes from one to the other and sends. A place that nobody " +
        "knows exactly will do: it is kept as it was said. Type and level can follow; the policy proposes the level.",
    },
    {
      at: "[aria-labelledby=sent]", title: "What was sent", sometimes: true,
      words: "Help is on its way. If the type is still missing, give it here: the questions come with it.",
    },
    {
      at: ".callfacts", title: "The call itself",
      words: "The number it came from, how it came, and what the caller wants to be told.",
    },
    log,
    {
      at: "[aria-labelledby=questions]", title: "Questions", sometimes: true,
      words: "What must be asked for this type of incident. One key answers; an answer that shows danger raises the " +
        "level by itself and says so.",
    },
    who,
    {
      at: "[aria-labelledby=nearby]", title: "Nearby",
      words: "Open incidents near the same place: this may be the same event, reported by somebody else.",
    },
    {
      at: ".callbar__acts .button:not(.callbar__send)", title: "When the talking is over", sometimes: true,
      words: "Park the call, hand it over to a colleague, or end it. A call is never left with nobody.",
    },
  ],
};

export const tours: Readonly<Record<string, PageTour>> = {
  "/": {
    about: "Everything that is open now, the most urgent first. It changes by itself; nobody has to reload it.",
    parts: [
      {
        at: ".counts", title: "How much there is",
        words: "How many incidents are shown, and how many of them are late against the time the policy promises.",
      },
      {
        at: ".filters", title: "Find and choose",
        words: "Search in place, words, type, ward, owner or number; or show one level, or closed ones. Nothing is " +
          "hidden that you did not hide.",
      },
      {
        at: ".table__head", title: "The columns",
        words: "Level: how urgent, in letter, word and colour. Waiting: since the call came in. Limit: the time left " +
          "until somebody must be there, in red once it is late. Then what, where, and who answers for it.",
      },
      {
        at: ".table__scroll", title: "One row is one incident",
        words: "Its reference opens it. From the keyboard: j and k go along the rows, Enter opens, t makes it yours.",
      },
    ],
  },
  "/calls/new": call,
  "/calls/:id": call,
  "/calls": {
    about: "The calls of the force by where they stand, so that none is forgotten.",
    parts: [
      ...calls,
      {
        at: "table.calls", title: "The calls", sometimes: true,
        words: "One row is one call: how it came, from which number, since when, and who has it. Take makes it yours.",
      },
    ],
  },
  "/calls/abandoned": {
    about: "Callers who were gone before we knew why. Each is rung back, and somebody decides what becomes of it.",
    parts: [
      ...calls,
      {
        at: ".abandoned", title: "One abandoned call", sometimes: true,
        words: "How long it has waited, by when it has to be rung back, and what else this number called about.",
      },
      {
        at: ".abandoned .actions", title: "Ring back, then decide", sometimes: true,
        words: "Press how ringing back went; each attempt is kept. Decide ends it, with your reason.",
      },
    ],
  },
  "/calls/:id/silent": {
    about: "Somebody is on the line who cannot speak. One question at a time, answered by a tap, a cough or a key.",
    parts: [
      {
        at: ".silent__ask", title: "The question", sometimes: true,
        words: "Read it to the caller; press what they answered. The next one comes by itself.",
      },
      { at: ".tap--send", title: "Send help", words: "At any moment, whatever was answered so far.", sometimes: true },
      {
        at: ".linebox", title: "What is heard",
        words: "Write what you hear in the background. It goes to the log of the call.",
      },
    ],
  },
  "/people/review": {
    about: "Pairs of records that may be one person. Nothing is joined by itself: somebody compares and decides.",
    parts: [
      {
        at: ".choices", title: "Waiting or postponed",
        words: "What nobody has decided yet, and what somebody put off, with the reason.",
      },
      {
        at: ".scroll", title: "The pairs", sometimes: true,
        words: "The surest first. The percentage says how likely they are one person. Open a pair to compare.",
      },
    ],
  },
  "/people/review/:id": {
    about: "Two records side by side. You decide whether they are one person; the decision can be taken back.",
    parts: [
      {
        at: ".actions", title: "Your decision", sometimes: true,
        words: "One person, two persons, or later. Each asks for a reason and is kept with your name.",
      },
      {
        at: ".beside", title: "Side by side",
        words: "Name, birth, address and numbers of both; the last column says whether they agree.",
      },
      {
        at: "[aria-labelledby=reasons]", title: "What the model says",
        words: "How much each agreement or difference speaks for one person or for two, down to the percentage.",
      },
    ],
  },
  "/people/quality": {
    about: "How good the register of persons is: who is in it twice, what was decided, where the model was wrong.",
    parts: [
      { at: "[aria-labelledby=duplicates]", title: "Duplicates", words: "How many persons may stand in it twice." },
      {
        at: "[aria-labelledby=waiting]", title: "Waiting and decided",
        words: "How many pairs wait for somebody, and what was decided each week.",
      },
      {
        at: "[aria-labelledby=fairness]", title: "Where the model was wrong",
        words: "By groups of people, so that nobody is wronged more often than others.",
      },
      {
        at: "[aria-labelledby=linking]", title: "Link the whole register",
        words: "Compares everybody with everybody and proposes pairs; joins none.",
      },
    ],
  },
  "/people/apart": {
    about: "People who are never shown or joined with others: protected persons, people who were moved to safety.",
    parts: [
      {
        at: ".page-heading + p", title: "What it means",
        words: "They are never proposed to anybody as somebody else, and no number, address or vehicle leads to them.",
      },
    ],
  },
  "/people/:id": {
    about: "One person as the force knows them: what was said about them, warnings, and every record that names them.",
    parts: [
      {
        at: "[aria-labelledby=markers]", title: "Markers",
        words: "Warnings and needs that everybody must see at once. Each has a source and a date to look at it again.",
      },
      {
        at: "[aria-labelledby=history]", title: "History", sometimes: true,
        words: "The calls, incidents and crimes that name this person, the newest first, each one link away.",
      },
    ],
  },
  "/incidents/new": {
    about: "Open an incident that did not come by a call.",
    parts: [
      { at: "#place", title: "Place", words: "An address, a street, a postcode, or what is known; kept as typed." },
      { at: "#summary", title: "What is happening", words: "A few words; everything else can follow in the log." },
    ],
  },
  "/incidents/:id": {
    about: "One incident: what was reported, what was done, and what is still owed.",
    parts: [
      {
        at: ".incident__title", title: "How it stands",
        words: "Its level, how long it has waited, and the time left or by how much it is late.",
      },
      {
        at: ".actbar", title: "What you can do",
        words: "Attendance, result, crime, owner, print. The letter on a button is its key.",
      },
      log,
      {
        at: "[aria-labelledby=grade]", title: "Grade", sometimes: true,
        words: "The level and why. The policy proposes, a person decides; a lower level needs a second person.",
      },
      {
        at: "[aria-labelledby=questions]", title: "Questions", sometimes: true,
        words: "What must be asked for this type. One key answers; danger raises the level by itself.",
      },
      {
        at: "[aria-labelledby=crimes]", title: "Crimes",
        words: "Crimes raised from this incident. Raising one takes over what is known: nothing is typed twice.",
      },
      {
        at: "[aria-labelledby=promises]", title: "Promises",
        words: "What the force owes here and by when: somebody there, the victim told, the crime recorded.",
      },
      { at: "[aria-labelledby=people]", title: "People", words: "Who was named here, and as what.", sometimes: true },
    ],
  },
  "/incidents/:id/print": {
    about: "The incident as it is printed. The paper says who printed it and when.",
    parts: [{ at: ".paper", title: "The sheet", words: "Black on white, whatever the screen. Nothing is left out." }],
  },
  "/inbox": {
    about: "What you, your team and your role were told, and what you have to do.",
    parts: [
      {
        at: "[aria-labelledby=notices]", title: "Notices",
        words: "Yellow: soon late. Red: late. Each leads to its record. Seen tells everybody that you have read it.",
      },
      {
        at: "[aria-labelledby=tasks]", title: "Tasks",
        words: "Work given to somebody. It ends by saying what came of it, or goes to somebody else with a reason.",
      },
    ],
  },
  "/deadlines": {
    about: "Every promise of the force that is late, or will be unless somebody acts.",
    parts: [
      {
        at: ".filters", title: "Which and whose",
        words: "Late now, due in the next 24 hours, due in 7 days; everybody’s, or yours and your team’s.",
      },
      {
        at: ".scroll", title: "The promises", sometimes: true,
        words: "How late, what was promised, on which record, and who answers for it.",
      },
    ],
  },
  "/crimes": {
    about: "The crimes of the force, the newest first.",
    parts: [
      {
        at: ".filters", title: "Find and choose",
        words: "By reference, or by where they stand. A draft lacks something, and says what.",
      },
      {
        at: ".scroll", title: "The crimes", sometimes: true,
        words: "The offence by the counting rules, where and what, who is concerned, how it ended, who has it.",
      },
    ],
  },
  "/crimes/new": {
    about: "Record a crime that did not begin with an incident: at the front desk, by letter, from another body.",
    parts: [
      { at: "#place", title: "Place", words: "Where it happened; what is known will do." },
      {
        at: "#offence", title: "Offence",
        words: "In your own words or by code. It may follow later; until then it is a draft and the clock runs.",
      },
      { at: "#given-name", title: "The victim", words: "As far as known. More people can be linked afterwards." },
    ],
  },
  "/crimes/:id": {
    about: "One crime: what it is and how it is counted, who it is about, how it ended.",
    parts: [
      {
        at: "[aria-labelledby=crime-offence]", title: "Offence and counting",
        words: "The offence and the rule that says how many crimes it is. Classify changes it and keeps what it was.",
      },
      {
        at: "[aria-labelledby=crime-people]", title: "People",
        words: "Victims, suspects and witnesses, each as they were named.",
      },
      {
        at: "[aria-labelledby=outcomes]", title: "Outcome",
        words: "How it ended: one proposes with evidence, a second person finalises, the victim is told.",
      },
      { at: "[aria-labelledby=promises]", title: "Promises", words: "What the force owes here, and by when." },
      { at: "[aria-labelledby=crime-log]", title: "History", words: "Everything that was done to it, and by whom." },
    ],
  },
  "/figures": {
    about: "Numbers of the force, each with its definition and the records it was counted from.",
    parts: [
      {
        at: "[aria-labelledby=typed-twice]", title: "Typed twice",
        words: "How often somebody had to type what the system already knew. It should be 0.",
      },
      { at: ".choose", title: "Choose", words: "What is counted, where, and in which months." },
      {
        at: ".reading", title: "The figure", sometimes: true,
        words: "The number, how sure it is, and its definition word for word.",
      },
      {
        at: "[aria-labelledby=series]", title: "Cut up", sometimes: true,
        words: "The same figure by month, area or type. Press a part to see only its records.",
      },
      {
        at: "[aria-labelledby=records]", title: "The records", sometimes: true,
        words: "What was counted, one by one: every number can be checked.",
      },
    ],
  },
  "/map": {
    about: "What is open, where it is; and figures by area.",
    parts: [
      { at: "form.panel", title: "Areas", words: "Which borders are drawn, and what shades the areas." },
      {
        at: ".maplist", title: "The list",
        words: "The same incidents as on the map, most urgent first. Touch one to see where it is.",
      },
      {
        at: ".mapping__map", title: "The map",
        words: "A circle is an open incident, with the letter and colour of its level. Press it to open it.",
      },
    ],
  },
  "/policy": {
    about: "The rules by which this force answers: levels, questions, deadlines. Bluelamp follows them and says so.",
    parts: [
      { at: ".contents", title: "Contents", words: "The parts of the policy, one under the other." },
      {
        at: "[aria-labelledby=levels]", title: "Levels",
        words: "How urgent something is, and within which time somebody has to be there.",
      },
      {
        at: "[aria-labelledby=deadlines]", title: "Deadlines",
        words: "What the force promises by when, who is told before it is late, and who when it is.",
      },
      {
        at: "[aria-labelledby=versions]", title: "Versions",
        words: "Older policies, and a new one: one person proposes, another puts it in force.",
      },
    ],
  },
  "/users": {
    about: "Everybody who can sign in, with their roles and teams.",
    parts: [
      users,
      {
        at: ".scroll", title: "The users",
        words: "Roles say what somebody may do. Administrators change roles, give new passwords and disable accounts.",
      },
    ],
  },
  "/users/new": {
    about: "Make an account for a colleague.",
    parts: [
      { at: "#display-name", title: "Name", words: "As colleagues will see it on every record." },
      { at: "#roles", title: "Roles", words: "What they may do. Choose the fewest that do for their work." },
    ],
  },
  "/teams": {
    about: "Teams and who is in them. A team can own work, so that it is somebody’s when people go home.",
    parts: [users, { at: ".cards", title: "The teams", words: "One card is one team with its members." }],
  },
  "/roles": {
    about: "What each role may do.",
    parts: [users, { at: ".data--matrix", title: "The table", words: "One row is one right, one column is one role." }],
  },
  "/account": {
    about: "You: your name, roles and teams, and your password.",
    parts: [
      { at: "[aria-label='Who is signed in']", title: "Who you are here", words: "What an administrator gave you." },
      { at: "[aria-labelledby=password]", title: "Your password", words: "Three random words are easy to remember." },
    ],
  },
};
