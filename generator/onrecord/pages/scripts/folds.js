// Opens the folds that hold what an address leads to, and for paper all but the short forms.
(function () {
  "use strict";

  function openAround(id) {
    var target = id && document.getElementById(id);
    var closed = false;
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) {
        at.open = true;
        closed = true;
      }
    }
    if (closed) target.scrollIntoView();
  }

  function asked() {
    try {
      openAround(decodeURIComponent(location.hash.slice(1)));
    } catch (malformed) {
      // An address that is no address opens nothing.
    }
  }

  var opened = [];

  addEventListener("hashchange", asked);
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details.or-more:not(.or-short):not([open])"));
    opened.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
  });
  asked();
})();
