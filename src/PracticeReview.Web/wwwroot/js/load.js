// Fills in what takes its time: <div data-load="address"> holds a line ".loading" for meanwhile and a link ".load-by-hand"
// for browsers without script, which also stays when loading fails.
for (const place of document.querySelectorAll('[data-load]')) {
  const [waiting, byHand] = [place.querySelector('.loading'), place.querySelector('.load-by-hand')];
  const show = isWaiting => {
    waiting.hidden = !isWaiting;
    byHand.hidden = isWaiting;
  };
  show(true);
  fetch(place.dataset.load, { headers: { 'X-Requested-With': 'load' } })
    .then(response => response.ok && !response.redirected ? response.text() : Promise.reject(new Error(response.statusText)))
    .then(html => { place.innerHTML = html; })
    .catch(() => show(false));
}
