/** Elements and form fields, made in one call each. */

let made = 0;

/** Return an id that no other element of the page has. */
export const newId = () => `mbp-${(made += 1)}`;

/** Return an element with attributes and content; a function among the attributes listens to the event it names. */
export function element(tag, attributes = {}, ...content) {
  const result = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") result.addEventListener(name, value);
    else if (value !== false) result.setAttribute(name, value === true ? "" : value);
  }
  result.append(...content);
  return result;
}

/** Return a labelled field: the label's text above the control. */
export function field(text, control, ...more) {
  control.id = newId();
  return element("div", { class: "mbp-field" }, element("label", { for: control.id }, text), control, ...more);
}

/** Return a number field that reports what a reader typed. */
export function numberField(attributes, onValue) {
  return element("input", {
    type: "number",
    ...attributes,
    change: ({ target }) => target.value !== "" && onValue(target.valueAsNumber),
  });
}

/** Return a choice among named values, {value: text}. */
export function choice(options, onValue) {
  const listed = Object.entries(options).map(([value, text]) => element("option", { value }, text));
  return element("select", { change: ({ target }) => onValue(target.value) }, ...listed);
}

/** Put a value into a field, but not while a reader types there. */
export function show(control, value) {
  const typing = document.activeElement === control && control.type === "number";
  if (!typing && control.value !== String(value)) control.value = value;
}
