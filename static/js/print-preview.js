// The preview of a printed page: rules for paper hold on screen, here alone, so that they stand in
// the style sheets once. Rules sit inside layers, or in development inside imported sheets.
const showPaper = (rule) => {
  if (rule instanceof CSSMediaRule) {
    rule.media.mediaText = rule.media.mediaText.replace(/\bprint\b/, "screen");
  }
  for (const inner of (rule.styleSheet ?? rule).cssRules ?? []) {
    showPaper(inner);
  }
};

for (const sheet of document.styleSheets) {
  showPaper(sheet);
}
