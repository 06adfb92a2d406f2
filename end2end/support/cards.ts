// Door cards, as the office prints them and people hold them.
import { expect, type Page } from "@playwright/test";

import type { Hall, Seat } from "./hall";

/** The office prints so many; the page with them, and the address on each by its number. */
export async function printCards(hall: Hall, count: number): Promise<{ page: Page; addresses: Map<number, string> }> {
  const { page } = await hall.sit("office");
  await page.goto(`${hall.address("office")}/cards`);
  await page.getByTestId("cards-count").fill(String(count));
  await page.getByTestId("make-cards").click();
  const cards = page.getByTestId("door-card");
  await expect(cards.first()).toBeVisible();
  const found = await cards.evaluateAll((all) =>
    all.map((card) => [Number(card.getAttribute("data-card")), card.querySelector("a")?.href ?? ""] as const),
  );
  return { page, addresses: new Map(found) };
}

/** Someone scans the code of a card with a phone of their own. With one that is void nothing is followed any more. */
export async function scan(hall: Hall, address: string | undefined, { isVoid = false } = {}): Promise<Seat> {
  if (!address) throw new Error("there is no such card");
  const seat = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
  await seat.page.goto(`${hall.server.hall}${new URL(address).pathname}`);
  if (!isVoid) await hall.settle("phone", seat);
  return seat;
}
