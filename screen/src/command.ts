import type { Fields } from "./fields";
import type { Answer, Command } from "./wire";

/** The forms that are sent as commands, by their ids. */
export const FORMS = ["ask", "withdraw", "vote", "write"] as const;

export type FormName = (typeof FORMS)[number];

/** The fields of a speaker. */
const SPEAKER = ["name", "hamlet", "subject", "field", "on_behalf", "contact"];

/** The command that a form with these fields stands for: the same that the server makes of the form. */
export function commandOf(form: FormName, fields: Fields): Command {
  switch (form) {
    case "vote":
      return ballotOf(fields);
    case "withdraw":
      return { speakers: { WithdrawRequest: { request: Number(fields.request) } } };
    case "write":
      return { written: { HandIn: { name: fields.name || "", hamlet: fields.hamlet || "", text: fields.text || "" } } };
    case "ask": {
      const speaker: Fields = {};
      SPEAKER.forEach((name) => (speaker[name] = fields[name] || ""));
      return { speakers: { RequestFloor: { speaker } } };
    }
  }
}

/** A ballot: `t0` is what is ticked of the first question, `w1` what is written at the second. */
function ballotOf(fields: Fields): Command {
  const answers: Answer[] = [];
  Object.keys(fields).forEach((name) => {
    const question = /^([tw])(\d+)$/.exec(name);
    if (!question) return;
    const value = fields[name] as string;
    answers[Number(question[2])] =
      question[1] === "w" ? { words: value } : { ticked: value.split(" ").filter(Boolean).map(Number) };
  });
  const ballot = { poll: Number(fields.poll), answers };
  // At the tablet it is of the person the desk has opened it for.
  return fields.voter ? { tablet_ballot: { voter: fields.voter, ballot } } : { ballot };
}
