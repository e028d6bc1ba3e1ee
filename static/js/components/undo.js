// Undo is offered for ten seconds; the words stay, and so does the button while somebody is on it.
// Without a script it stays until the next page.
const UNDO_LASTS = 10_000;

document.querySelectorAll("[data-undo]").forEach((form) => {
  const isUsed = () => form.matches(":hover, :focus-within");
  const takeAway = () => {
    if (isUsed()) {
      setTimeout(takeAway, 1_000);
    } else {
      form.hidden = true;
    }
  };
  setTimeout(takeAway, UNDO_LASTS);
});
