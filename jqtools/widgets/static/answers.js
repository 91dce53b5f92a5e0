// What a person typed, read as a number or a date: the value, and what is wrong with it.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (part) => String(part).padStart(2, "0");

// How the language writes a day, and whether the day comes before the month there.
const inDays = (options) => new Intl.DateTimeFormat(LANGUAGE, { timeZone: "UTC", year: "numeric", month: "2-digit", ...options });
const dayOrder = inDays({ day: "2-digit" }).formatToParts(0).map(({ type }) => type);
const dayFirst = dayOrder.indexOf("day") < dayOrder.indexOf("month") && dayOrder.indexOf("day") < dayOrder.indexOf("year");

// A date as a person writes it, as 2026-11-30, 2026-11 or 2026; or null.
function isoDate(text) {
  const named = text.match(/^([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$/i);
  const figures = text.match(/^(\d{1,2})[/.](?:(\d{1,2})[/.])?(\d{4})$/);
  const plain = text.match(/^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/);
  const [year, month, day] = named
    ? [named[3], MONTHS.indexOf(named[1].toLowerCase()) + 1, named[2]]
    : figures
      ? [figures[3], ...(dayFirst && figures[2] ? [figures[2], figures[1]] : [figures[1], figures[2]])]
      : plain
        ? plain.slice(1)
        : [];
  if (!year || (month !== undefined && !(month >= 1 && month <= 12))) return null;
  const iso = [year, ...[month, day].filter((part) => part !== undefined).map(two)].join("-");
  if (day === undefined) return iso;
  const real = new Date(`${iso}T00:00:00Z`);
  return !isNaN(real) && real.toISOString().startsWith(iso) ? iso : null;
}

// A date of the plan as it is asked for: 11/30/2026, 11/2026 or 2026.
function dateShown(iso) {
  const parts = iso.split("-");
  if (parts.length === 1 || isoDate(iso) !== iso) return iso;
  return inDays(parts.length === 3 ? { day: "2-digit" } : {}).format(new Date(`${iso}${parts.length === 3 ? "" : "-01"}T00:00:00Z`));
}

// A number within the field's limits; nothing is no answer, unless the field always has a value.
function numberIn(plain, spec, shape, wrong) {
  if (plain === "") return spec.required ? [null, phrase("Enter a number.")] : [null, ""];
  if (!shape.test(plain)) return [null, wrong];
  if (spec.min !== undefined && Number(plain) < spec.min) return [null, phrase("Enter {n} or more.", { n: spec.min })];
  if (spec.max !== undefined && Number(plain) > spec.max) return [null, phrase("Enter {n} or less.", { n: spec.max })];
  return [Number(plain), ""];
}

const PARSE = {
  number: (text, spec) =>
    numberIn(text.replace(/[$,%\s]/g, ""), spec, /^-?(\d+\.?\d*|\.\d+)$/, phrase("“{text}” is not a number. Write it in digits, such as 41.5.", { text })),
  whole: (text, spec) =>
    numberIn(text.replace(/[,\s]/g, ""), spec, /^\d{1,12}$/, phrase("“{text}” is not a whole number. Write it in digits, such as 612.", { text })),
  date: (text) => {
    if (text.trim() === "") return ["", ""];
    const iso = isoDate(text.trim());
    return iso ? [iso, ""] : [null, phrase("“{text}” is not a date we can read. Write it as 11/30/2026, or 2026-11-30, or 2026-11.", { text })];
  },
};

// An answer as its field shows it: as the language writes it, where what is shown would be read as the same again.
const WRITTEN = { date: dateShown, number: (value, { cents }) => inDigits(value, { maximumFractionDigits: 20, minimumFractionDigits: cents && !Number.isInteger(value) ? 2 : 0 }), whole: (value) => inDigits(value) };
function answerShown(spec, value) {
  if (value === null || value === undefined || value === "") return "";
  const written = WRITTEN[spec.type] ? WRITTEN[spec.type](value, spec) : String(value);
  const back = PARSE[spec.type] ? PARSE[spec.type](written, {})[0] : value;
  return back === value ? written : String(value);
}
