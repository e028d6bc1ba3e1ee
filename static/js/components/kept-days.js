// What a kept page shows on the day it is read (decision 13): the rule of HelplineQuerySet.live, with data of
// support/keeping.py. A day is written as 2026-11-22, so that days compare as text.

export function dayOf(date) {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Return the rule for one day; `lines` has (last day, replacements) of each line that may hide. */
export function showingOn(today, lines) {
  const isPast = (day) => today > day;
  const isOverdue = (key) => key in lines && isPast(lines[key][0]);
  // An old line is better than none: it hides only while another that is current replaces it.
  const isHidden = (key) => isOverdue(key) && lines[key][1].some((other) => !isOverdue(other));
  const isGone = ({ due, lines: named }) => (due != null && isPast(due)) || (named ?? []).some(isHidden);
  return { isPast, isOverdue, isHidden, isGone };
}

const MOST_SERVICES = 3;

/** Return the services of a step for each age that has any, or null where it named some and has none. */
export function servicesLeft(services, isHidden) {
  const left = Object.entries(services)
    .map(([age, keys]) => [age, keys.filter((key) => !isHidden(key)).slice(0, MOST_SERVICES)])
    .filter(([, keys]) => keys.length > 0);
  return left.length > 0 ? Object.fromEntries(left) : null;
}

/** Return which clauses of a letter are left, each with the laws it can still name. */
export function clausesLeft(clauses, { isPast, isGone }) {
  return clauses
    .map(({ law_ends: ends, ...clause }) =>
      ends ? { ...clause, laws: clause.laws.filter((_, place) => !isPast(ends[place])) } : clause
    )
    .filter((clause) => !isGone(clause) && clause.laws?.length !== 0);
}
