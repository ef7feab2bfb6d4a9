// Filters for the page of quotations. Without it all of them stand there, with links by speaker, year and incident.
(function () {
  "use strict";

  var form = document.querySelector("form.or-filter");
  if (!form) return;
  var words = Array.from(document.querySelectorAll(".or-spoken .or-words[data-speaker]"));
  var status = form.querySelector("[role=status]");

  // What is asked for stands in the address, so that it can be sent on.
  function address() {
    var asked = new URLSearchParams(new FormData(form));
    Array.from(asked.keys()).forEach(function (key) { if (!asked.get(key)) asked.delete(key); });
    var query = asked.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  function show() {
    var shown = 0;
    words.forEach(function (quote) {
      var wanted = Array.from(form.elements).every(function (field) {
        return !field.name || !field.value || quote.dataset[field.name] === field.value;
      });
      quote.closest("li").hidden = !wanted;
      if (wanted) shown += 1;
    });
    document.querySelectorAll(".or-spoken > h3").forEach(function (name) {
      var list = name.nextElementSibling;
      name.hidden = list.hidden = !list.querySelector("li:not([hidden])");
    });
    status.textContent = status.dataset.say.replace("{shown}", shown).replace("{all}", words.length);
  }

  new URLSearchParams(location.search).forEach(function (value, key) {
    var field = form.elements[key];
    if (field && Array.from(field.options || []).some(function (option) { return option.value === value; })) {
      field.value = value;
    }
  });
  form.addEventListener("change", function () { show(); address(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { show(); address(); }); });
  form.hidden = false;
  show();
})();
