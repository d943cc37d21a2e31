// Makes the pictures of this folder from a gateway that runs:
//   npm install playwright-core && node pictures.mjs ADDRESS TOKEN_FILE WEB_CONSOLE_PASSWORD
// The gateway needs the features core, coap, console, felix and dev, and values of its own to lose:
// one of the pictures shows a value that is refused. Debian's chromium takes them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [address, tokenFile, password] = process.argv.slice(2);
const PID = "org.wardgate.names";
const FORM = "Wardgate names";
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const size = { width: 1180, height: 900 };

const page = await browser.newPage({ viewport: size });
const wrong = [];
page.on("pageerror", (error) => wrong.push(String(error)));
page.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
await page.goto(`${address}/console`);
await page.getByLabel("Token", { exact: true }).fill(readFileSync(tokenFile, "utf8").trim());
await page.getByRole("button", { name: "Sign in" }).click();
const form = page.getByRole("button", { name: new RegExp(`^${FORM}`, "i") });
await form.waitFor();
await page.screenshot({ path: file("settings-list.png") });

await form.click();
const fields = page.locator("#form");
await fields.locator(".field").first().waitFor();
await fields.screenshot({ path: file("settings-form.png") });

const upstream = fields.locator("input[name='upstream']");
await upstream.fill("nobody at home");
await page.getByRole("button", { name: "Save" }).click();
const refusal = page.getByText("WG-CFG-0016");
await refusal.waitFor();
await page.evaluate(() => document.activeElement.blur());
await refusal.scrollIntoViewIfNeeded();
await page.screenshot({ path: file("settings-refused.png") });
// the browser itself notes every answer that is not a success
const others = wrong.filter((line) => !line.includes("status of 4"));
if (others.length) throw new Error(`the page complained: ${others.join("; ")}`);

const felix = await browser.newContext({ viewport: size, httpCredentials: { username: "admin", password } });
const console = await felix.newPage();
await console.goto(`${address}/system/console/configMgr/${PID}`);
await console.locator(".ui-dialog").waitFor();
await console.screenshot({ path: file("felix-webconsole-form.png") });
await browser.close();
