import { Send } from "@langchain/langgraph";
import { sender } from "graphwright";
import { expect, it } from "vitest";
import { GreetingContext } from "../../generated/greeting/index.js";

it("a sender passes the options of Send on, and takes no index of map for them", () => {
  const send = sender("work", GreetingContext);
  const payload = { user_id: "a" };
  expect(send(payload, { timeout: 50 })).toEqual(new Send("work", payload, { timeout: 50 }));
  expect([payload, payload].map(send)).toEqual([new Send("work", payload), new Send("work", payload)]);
});
