// Part of a page is about to be replaced by a newer one: where the reader was stays where it is.

const SCROLLS = ".heat-scroll, .grid-phone__modules";

function nameOf(one) {
  return one.id || `${one.localName} ${one.getAttribute("href") ?? ""} ${one.textContent.trim()}`;
}

// The same name can stand twice, as in the table and on a phone.
function placeOf(one, part) {
  const all = [...part.querySelectorAll(one.localName)].filter((other) => nameOf(other) === nameOf(one));
  return { tag: one.localName, name: nameOf(one), number: all.indexOf(one) };
}

function findAgain({ tag, name, number }, part) {
  return [...part.querySelectorAll(tag)].filter((one) => nameOf(one) === name)[number];
}

/** Note what is open, focused and scrolled in a part, and bring it back once htmx has swapped it. */
export function leaveAsFound(part) {
  const focused = part.contains(document.activeElement) && placeOf(document.activeElement, part);
  const open = [...part.querySelectorAll("details[open] > summary")].map((one) => placeOf(one, part));
  const scrolled = [...part.querySelectorAll(SCROLLS)].map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  document.addEventListener(
    "htmx:afterSwap",
    () => {
      const fresh = document.getElementById(part.id);
      open.forEach((place) => findAgain(place, fresh)?.parentElement.setAttribute("open", ""));
      fresh.querySelectorAll(SCROLLS).forEach((one, number) => one.scrollTo(...(scrolled[number] ?? [0, 0])));
      // What is gone leaves the focus on the part, not at the top of the page.
      if (focused) (findAgain(focused, fresh) ?? fresh).focus({ preventScroll: true });
    },
    { once: true },
  );
}
