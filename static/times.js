// Times in the reader's own zone. Without this file they stand in the site's zone, which they name.
// The page waits with its first picture for this module (blocking="render"), so nothing moves.
const language = document.documentElement.lang || "en";
const LOCALE = { en: "en-GB", ar: "ar-u-nu-latn" }[language] ?? language;
const hours = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const zones = new Intl.DateTimeFormat("en", { timeZoneName: "short" });
const days = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long" });
const dates = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const HOUR = /(\d{2}):(\d{2}) (\S+)$/; // as the server writes it: 12:30 UTC

for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const written = time.textContent.trim();
  const found = written.match(HOUR);
  const moment = new Date(time.dateTime);
  if (!found || isNaN(moment)) continue;
  const hour = hours.format(moment);
  if (hour === `${found[1]}:${found[2]}`) continue;
  const zone = zones.formatToParts(moment).find((part) => part.type === "timeZoneName").value;
  const [, day, between] = written.slice(0, found.index).match(/^(.*?)([\s,،]*)$/);
  const own = day.match(/\d{4}/) ? dates : days;
  const moved = dateIn(moment, time.dateTime) ? own.format(moment) : day;
  time.textContent = `${moved}${between}${hour} ${zone}`;
  time.title = written;
}

// Whether the reader's day is another than the one that the server wrote: datetime begins with the server's.
function dateIn(moment, iso) {
  const here = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].join("-");
  return here !== iso.slice(0, 10).split("-").map(Number).join("-");
}
