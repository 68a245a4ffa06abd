// SPDX-License-Identifier: Apache-2.0
'use strict';
(function () {
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target ? target.closest('details') : null;
    if (!fold) return;
    fold.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  document.querySelectorAll('.matrix a').forEach(function (link) { link.addEventListener('click', function () { setTimeout(reveal); }); });
  reveal();

  const section = document.getElementById('cases');
  if (!section) return;
  const box = document.createElement('div');
  const field = document.createElement('input');
  const count = document.createElement('span');
  box.className = 'find';
  field.type = 'search';
  field.placeholder = 'words of an id or a verdict, such as: MatMul f16 fail';
  field.setAttribute('aria-label', 'Find cases');
  count.setAttribute('role', 'status');
  box.append(field, count);
  section.insertBefore(box, section.querySelector('details'));

  let waiting = 0;
  field.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });

  function find() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    section.querySelectorAll('details').forEach(function (fold) {
      let inFold = 0;
      fold.querySelectorAll('tbody').forEach(function (group) {
        const name = group.rows[0].textContent.toLowerCase();
        let inGroup = 0;
        Array.from(group.rows).slice(1).forEach(function (row) {
          const text = name + ' ' + row.cells[0].textContent.toLowerCase() + ' ' + row.cells[1].textContent;
          const shown = words.every(function (word) { return text.includes(word); });
          row.hidden = !shown;
          if (shown) inGroup += 1;
        });
        group.hidden = inGroup === 0;
        inFold += inGroup;
      });
      fold.hidden = inFold === 0;
      fold.open = words.length === 0 ? false : inFold !== 0;
      found += inFold;
    });
    count.textContent = words.length === 0 ? '' : found + ' found';
  }
})();
