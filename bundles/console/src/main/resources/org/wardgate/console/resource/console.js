// The settings page: asks the admin API with the token that somebody typed, and shows the answers as text.
import { element, render } from "/console/forms.js";

const KEPT = "wardgate-token";
const AGAIN_MS = 10_000;
const TURN_MS = 2_000;
const at = (id) => document.getElementById(id);
let authorization = "";
let open = null;
let edited = () => ({});
let timer = 0;

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const said = (problem) => [problem.code, problem.reason, problem.detail, problem.remedy].filter(Boolean).join(" – ");

const ask = async (method, path, body) => {
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: "omit",
    redirect: "error",
    headers: { Authorization: authorization, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(said(answer)), { status: response.status });
  return answer;
};

// Does something and says in a place of the page what came of it.
const doing = async (place, work) => {
  at(place).className = "";
  try {
    at(place).textContent = (await work()) ?? "";
  } catch (failure) {
    at(place).className = "bad";
    at(place).textContent = failure.status ? failure.message : `The gateway did not answer: ${failure.message}`;
    if (failure.status === 401) leave();
  }
};

const rows = (body, lines) => body.replaceChildren(...lines.map((cells) => {
  const row = element("tr");
  for (const cell of cells) row.append(cell instanceof Node ? cell : element("td", cell));
  return row;
}));

const showStatus = (status) => {
  at("gateway").textContent = `${status.gatewayId} · ${status.wardName}`;
  const facts = [
    ["Ready", status.ready ? "yes" : `no: ${status.missing.join(", ") || "the state is being read back"}`],
    ["Enforcement", status.enforcement],
    ["Devices", String(status.devices)],
    ["Journal records", String(status.journal.records)],
    ["Cloud", `${status.cloud.connected ? "connected" : "not connected"}, ${status.cloud.pending} waiting`],
    ...status.alarms.map((alarm) => ["Alarm", alarm]),
  ];
  at("status").replaceChildren(...facts.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
  at("refused-part").hidden = status.refused.length === 0;
  rows(at("refused"), status.refused.map((one) =>
    [one.pid, one.property, one.value, `${one.code} ${one.reason}: ${one.detail} – ${one.remedy}`]));
};

const showForms = ({ forms }) => {
  at("forms").replaceChildren(...forms.map((form) => {
    const button = element("button", form.factoryPid ? `${form.name}: ${form.pid}` : form.name, { type: "button" });
    button.classList.toggle("bad", form.refused.length > 0);
    button.setAttribute("aria-current", String(open?.pid === form.pid));
    button.addEventListener("click", () => choose(form.pid));
    const item = element("li");
    item.append(button);
    return item;
  }));
};

const showForm = (form) => {
  open = form;
  at("form").hidden = false;
  at("form-title").textContent = form.name;
  at("form-description").textContent = form.description;
  at("form-pid").textContent = form.pid;
  at("form-refused").replaceChildren(...form.refused.map((line) => element("li", line)));
  edited = render(at("fields"), form);
};

const choose = (pid) => doing("form-message", async () => {
  showForm(await ask("GET", `/settings/${encodeURIComponent(pid)}`));
  showForms(await ask("GET", "/settings"));
  at("form-title").focus();
});

const save = () => doing("form-message", async () => {
  const values = edited();
  if (Object.keys(values).length === 0) return "Nothing was changed.";
  await ask("PUT", `/settings/${encodeURIComponent(open.pid)}`, { version: open.version, values });
  showForm(await ask("GET", `/settings/${encodeURIComponent(open.pid)}`));
  await refresh();
  return open.refused.length ? "Stored, but not taken: see above." : "Stored, and taken.";
});

const decide = (path) => doing("message", async () => {
  await ask("POST", path, { reason: at("reason").value });
  at("reason").value = "";
  await refresh();
});

const decision = (label, update, path) => {
  const button = element("button", label, { type: "button" });
  button.setAttribute("aria-label", `${label} ${update.version || update.id.slice(0, 12)}`);
  button.addEventListener("click", () => decide(`/updates/${update.id}/${path}`));
  return button;
};

const showUpdates = ({ updates }) => rows(at("updates"), updates.map((update) => {
  const cell = element("td");
  if (update.state === "HELD") cell.append(decision("Approve", update, "approve"), " ");
  if (["EXPECTED", "VERIFIED", "HELD"].includes(update.state)) cell.append(decision("Dismiss", update, "dismiss"));
  const findings = [said(update), ...update.findings].filter(Boolean).join("; ");
  return [update.version || update.id.slice(0, 12), update.state, update.since, update.signer,
    update.approvals.join(", "), findings, cell];
}));

const refresh = async () => {
  const asked = authorization;
  const status = await ask("GET", "/status");
  const forms = await ask("GET", "/settings").catch((failure) => ({ forms: [], failure }));
  const updates = await ask("GET", "/updates").catch(() => ({ updates: [] }));
  if (asked !== authorization) return; // signed out meanwhile
  showStatus(status);
  showForms(forms);
  showUpdates(updates);
  if (forms.failure) throw forms.failure;
};

const leave = () => {
  authorization = "";
  open = null;
  clearInterval(timer);
  sessionStorage.removeItem(KEPT);
  at("signed-in").hidden = at("leave").hidden = at("form").hidden = true;
  for (const id of ["status", "refused", "forms", "fields", "updates", "gateway"]) at(id).replaceChildren();
  at("login").hidden = false;
  at("token").focus();
};

// While others guess at passwords each asker has a turn: asking again keeps the place in the line.
const turn = async () => {
  const asked = authorization;
  while (asked === authorization) {
    try {
      return await refresh();
    } catch (failure) {
      if (failure.status !== 429) throw failure;
      at("message").textContent = `${failure.message}. Trying again by itself…`;
      await new Promise((done) => setTimeout(done, TURN_MS));
    }
  }
};

const enter = (header) => doing("message", async () => {
  authorization = header;
  await turn();
  if (authorization !== header) return; // tried with something else meanwhile
  at("login").hidden = true;
  at("signed-in").hidden = at("leave").hidden = false;
  clearInterval(timer);
  timer = setInterval(() => doing("message", refresh), AGAIN_MS);
});

at("login").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = at("token").value.trim();
  const header = token ? `Bearer ${token}` : `Basic ${base64(`${at("name").value}:${at("password").value}`)}`;
  // a password is never kept
  if (token && at("keep").checked) sessionStorage.setItem(KEPT, token);
  at("token").value = at("password").value = "";
  enter(header);
});
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
at("reset").addEventListener("click", () => choose(open.pid));
at("back").addEventListener("click", () => decide("/updates/back"));
at("leave").addEventListener("click", () => {
  leave();
  at("message").textContent = "Signed out.";
});

const kept = sessionStorage.getItem(KEPT);
if (kept) enter(`Bearer ${kept}`);
else at("token").focus();
