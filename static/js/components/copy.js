// Buttons that copy the text of one element, which its reader may have changed. Nothing is sent.
const copyButtons = navigator.clipboard ? document.querySelectorAll("[data-copy]") : [];

copyButtons.forEach((button) => {
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    said.textContent = said.dataset.copied;
  });
});
