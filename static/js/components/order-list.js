// Things to put in order: the buttons move them without a request, and each can be dragged by its handle.
const orderLists = document.querySelectorAll("[data-order]");

function itemsOf(list) {
  return [...list.querySelectorAll("[data-order-item]")];
}

// A button at the end of its way stays in the row of Tab, so that no focus is lost.
function markEnds(list) {
  const items = itemsOf(list);
  items.forEach((item, index) => {
    const [up, down] = item.querySelectorAll("button");
    up.ariaDisabled = index === 0 ? "true" : null;
    down.ariaDisabled = index === items.length - 1 ? "true" : null;
  });
}

function sayPlace(list, item) {
  const items = itemsOf(list);
  list.parentElement.querySelector("[data-order-status]").textContent = list.dataset.orderSaid
    .replace("{place}", items.indexOf(item) + 1)
    .replace("{total}", items.length);
}

function moveByOne(list, button) {
  const item = button.closest("[data-order-item]");
  const other = button.value.endsWith(":up") ? item.previousElementSibling : item.nextElementSibling;
  if (other === null) return;
  // The other one moves: the button that was pressed stays in the page, and keeps the focus.
  if (button.value.endsWith(":up")) item.after(other);
  else item.before(other);
  markEnds(list);
  sayPlace(list, item);
}

/** Let an item change places with those the pointer passes, until it is let go. */
function drag(list, handle, pointer) {
  const item = handle.closest("[data-order-item]");
  const follow = ({ clientY }) => {
    const other = itemsOf(list).find((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return one !== item && clientY > top && clientY < bottom;
    });
    if (!other) return;
    const isBelow = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBelow) other.after(item);
    else other.before(item);
    // An element that was moved has lost the pointer.
    handle.setPointerCapture(pointer.pointerId);
  };
  const letGo = () => {
    handle.removeEventListener("pointermove", follow);
    item.classList.remove("is-dragged");
    markEnds(list);
    sayPlace(list, item);
  };
  item.classList.add("is-dragged");
  handle.setPointerCapture(pointer.pointerId);
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", letGo, { once: true });
}

orderLists.forEach((list) => {
  list.querySelectorAll("button").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      moveByOne(list, button);
    });
  });
  list.querySelectorAll("[data-order-handle]").forEach((handle) => {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (pointer) => {
      if (pointer.button === 0) drag(list, handle, pointer);
    });
  });
});
