// One action of the user's is one step back. Streamlit puts an entry into the browser's history for
// every parameter of the link that a page changes on its way, and none at all for a choice made in
// a control; here the first change of the link after a click or a key makes the entry, and what
// follows without another action replaces it. Arrow keys that move a slider along are one action.
export default function () {
  if (window.__oneStepBack) return
  window.__oneStepBack = true
  const push = window.history.pushState.bind(window.history)
  const replace = window.history.replaceState.bind(window.history)
  const TOGETHER = 3000 // milliseconds between arrows: a slow machine draws in between
  let acted = false
  let lastArrow = -Infinity // the first arrow is an action, however young the page
  const note = (event) => {
    if (event.type === "keydown" && event.key.startsWith("Arrow")) {
      const along = event.timeStamp - lastArrow < TOGETHER
      lastArrow = event.timeStamp
      if (along) return
    }
    acted = true
  }
  for (const kind of ["pointerdown", "click", "keydown"]) window.addEventListener(kind, note, true)
  window.addEventListener("popstate", () => { acted = false }, true)
  const change = (state, unused, url) => {
    const same = url == null || new URL(url, window.location.href).href === window.location.href
    const first = acted && !same
    if (first) acted = false
    ;(first ? push : replace)(state, unused, url)
  }
  window.history.pushState = change
  window.history.replaceState = change
}
