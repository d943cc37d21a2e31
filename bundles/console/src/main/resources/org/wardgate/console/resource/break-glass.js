"use strict";
const field = (name) => document.getElementById(name);
const say = (text) => { field("answer").textContent = text; };

field("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  field("go").disabled = true;
  say("…");
  try {
    const response = await fetch("/break-glass", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        device: field("device").value,
        code: field("code").value,
        reason: field("reason").value,
        minutes: Number(field("minutes").value),
      }),
    });
    const answer = await response.json();
    say(response.ok
      ? `${answer.id} is ${answer.state}: ${answer.reason}`
      : `${answer.code} ${answer.reason} ${answer.detail} – ${answer.remedy}`);
  } catch (failure) {
    say(`The gateway did not answer: ${failure.message}. Try again.`);
  }
  field("go").disabled = false;
});
