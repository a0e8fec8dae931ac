// Pictures of numbers that stand in a table below them. Without this script the table alone serves.
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { BarChart, LineChart, TreemapChart } from "echarts/charts";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { history } from "./charts/history";
import { onset } from "./charts/onset";
import { treemap } from "./charts/treemap";

use([AriaComponent, BarChart, GridComponent, LineChart, SVGRenderer, TooltipComponent, TreemapChart]);

const KINDS = { history, onset, treemap };

for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const said = document.getElementById(place.dataset["from"] ?? "")?.textContent;
  const kind = place.dataset["chart"];
  if (!said || (kind !== "history" && kind !== "onset" && kind !== "treemap")) continue;
  // A picture is hidden until there is one.
  place.closest<HTMLElement>("[data-chart-card]")?.removeAttribute("hidden");
  const chart = init(place, null, { renderer: "svg" });
  KINDS[kind](chart, JSON.parse(said));
  window.addEventListener("resize", () => chart.resize());
}
