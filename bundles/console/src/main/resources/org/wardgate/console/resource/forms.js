// Fields of a settings form. Whatever comes over the wire becomes text, never markup.
const LONG_TEXT = "|TextArea";
const NUMBERS = ["Long", "Integer", "Short", "Byte", "Double", "Float"];

export const element = (name, text, properties = {}) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return Object.assign(made, properties);
};

const limits = (field) => {
  const unit = field.type === "String" || field.type === "Password" ? " characters" : "";
  if (field.min && field.max) return `${field.min} to ${field.max}${unit}`;
  if (field.min) return `at least ${field.min}${unit}`;
  return field.max ? `at most ${field.max}${unit}` : "";
};

const choice = (field, value) => {
  const select = element("select");
  const options = [...field.options];
  if (!options.some((option) => option.value === value)) options.unshift({ value, label: value || "–" });
  for (const option of options) {
    select.append(element("option", option.label, { value: option.value, selected: option.value === value }));
  }
  return select;
};

const input = (field) => {
  const value = field.values[0] ?? "";
  if (field.type === "Password") {
    return element("input", undefined, { type: "password", autocomplete: "new-password", placeholder: "unchanged" });
  }
  if (field.cardinality > 0) {
    return element("textarea", undefined, { value: field.values.join("\n"), rows: Math.min(12, field.values.length + 2) });
  }
  if (field.type === "Boolean") return element("input", undefined, { type: "checkbox", checked: value === "true" });
  if (field.options.length) return choice(field, value);
  if (field.description.endsWith(LONG_TEXT) || value.includes("\n")) return element("textarea", undefined, { value });
  const made = element("input", undefined, { value });
  if (NUMBERS.includes(field.type)) {
    made.inputMode = "decimal";
    made.autocomplete = "off";
  }
  return made;
};

const hint = (field) => {
  const text = field.description.replace(/\s*\|TextArea$/, "");
  const more = [limits(field), field.cardinality > 0 ? "one a line" : "", field.required ? "" : "may be empty"];
  const shown = field.shownOnly && `Shown only. ${field.shownOnly}`;
  return [shown, text, more.filter(Boolean).join(", ")].filter(Boolean).join(" – ");
};

// Not disabled: it can still be focused, read aloud and copied. The gateway refuses a change anyway.
const shownOnly = (control) => {
  control.classList.add("shown-only");
  control.setAttribute("aria-readonly", "true");
  if (control.tagName === "SELECT" || control.type === "checkbox") control.disabled = true;
  else control.readOnly = true;
};

// What is in a field now, as texts; undefined if nothing is to be changed.
const texts = (field, control) => {
  if (field.shownOnly) return undefined;
  if (field.type === "Password") return control.value === "" ? undefined : [control.value];
  if (field.cardinality > 0) return control.value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (field.type === "Boolean") return [String(control.checked)];
  return [control.value];
};

// Fills the box with the fields; returns what gives the values that were edited.
export const render = (box, form) => {
  const controls = form.fields.map((field, index) => {
    const control = Object.assign(input(field), { id: `field-${index}`, name: field.id });
    if (field.shownOnly) shownOnly(control);
    const about = element("p", hint(field), { id: `hint-${index}`, className: "hint" });
    control.setAttribute("aria-describedby", about.id);
    const label = element("label", field.name, { htmlFor: control.id });
    const row = element("div", undefined, { className: "field" });
    if (control.type === "checkbox") row.append(control, " ", label, about);
    else row.append(label, control, about);
    return { field, control, row };
  });
  box.replaceChildren(...controls.map((one) => one.row));
  const before = controls.map((one) => JSON.stringify(texts(one.field, one.control)));
  return () => {
    const values = {};
    controls.forEach(({ field, control }, index) => {
      const now = texts(field, control);
      if (now !== undefined && JSON.stringify(now) !== before[index]) values[field.id] = now;
    });
    return values;
  };
};
