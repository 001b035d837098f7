// Draws paragraphs of marked runs as text nodes: nothing in an article can become markup here.
// A run with an id is a button: click, Enter or Space reports its id to the page.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".text")
  if (!root || !data) return
  root.className = "text " + (data.look || "")
  root.setAttribute("role", "region")
  root.setAttribute("aria-label", data.label || "Text")
  root.replaceChildren()
  let chosen = null
  for (const paragraph of data.paragraphs) {
    const p = document.createElement("p")
    if (paragraph.look) p.className = paragraph.look
    for (const run of paragraph.runs) {
      const span = document.createElement("span")
      span.className = run.marks || ""
      span.textContent = run.text
      if (run.tip) span.title = run.tip
      if (run.id) {
        span.setAttribute("role", "button")
        span.tabIndex = run.stop === false ? -1 : 0
        span.onclick = () => setTriggerValue("picked", run.id)
        span.onkeydown = (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault()
            setTriggerValue("picked", run.id)
          }
        }
      }
      if (run.chosen && !chosen) chosen = span
      p.appendChild(span)
    }
    root.appendChild(p)
  }
  if (chosen && data.scroll && parentElement.__shown !== data.scroll) {
    parentElement.__shown = data.scroll
    setTimeout(() => chosen.scrollIntoView({ block: "center" }), 60)
  }
}
