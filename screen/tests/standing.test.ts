// One's own standing: the turn in the list, the ballot, and what a wall shows.
import assert from "node:assert/strict";
import { test } from "node:test";

import scenes from "../../fixtures/scenes.json";
import standing from "../../fixtures/standing.json";
import { settleBallot, settleTurn } from "../src/standing";
import { sceneOf } from "../src/wall";
import { openPage } from "./support";

test("one's turn is what the server renders", () => {
  for (const { request, speaking, waiting, turn, before } of standing.turns) {
    const page = openPage(
      { request: request === null ? "" : String(request), speaking: speaking ? "yes" : "no" },
      `<p id="place"></p><p data-order="${waiting.join(" ")}"></p><div id="words" data-place="còn {n} người" data-next="tiếp theo"></div>`,
    );
    let calls = 0;
    settleTurn(page, () => (calls += 1));
    assert.equal(page.state.turn, turn);
    const said = before === null ? "" : before === 0 ? "tiếp theo" : `còn ${before} người`;
    assert.equal(page.byId("place")?.textContent, said);
    settleTurn(page, () => (calls += 1));
    assert.equal(calls, turn === "next" || turn === "speaking" ? 1 : 0, "called once when it is time");
  }
});

test("one's ballot stands as the server renders it", () => {
  for (const { poll, votes, locks, papers, voted, locked, paper } of standing.ballots) {
    const state = { ballot: String(poll), votes: votes.join(" "), locks: locks.join(" "), papers: papers.join(" ") };
    const page = openPage({ ...state, poll: "open", changing: "yes" }, "");
    settleBallot(page);
    assert.deepEqual([page.state.voted, page.state.locked, page.state.paper], [voted, locked, paper]);
    assert.equal(page.state.changing, voted, "only a ballot that is in the ballot box is changed");
  }
});

test("a wall shows what the server renders", () => {
  for (const { wall, follows, poll, shows } of scenes) {
    assert.equal(sceneOf(wall, follows, poll), shows, `${wall} at ${follows}, poll ${poll}`);
  }
});
