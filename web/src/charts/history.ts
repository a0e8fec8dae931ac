// One figure day by day. A day without a number is a hatched gap, never a zero.
import type { ECharts } from "echarts/core";
import { colour, fonts } from "./colours";

interface History {
  kind: "line" | "bar";
  days: string[];
  values: (number | null)[];
  corrected: boolean[];
  said: string[];
}

// On a bar of a corrected day, and on every point of a line.
const POINT = 7;
const CORRECTED = 13;
// Up to so many days each has its number above it.
const NUMBERED = 14;

export function history(chart: ECharts, told: History): void {
  const top = Math.max(1, ...told.values.map((value) => value ?? 0));
  const ink = colour("ink-soft");
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    textStyle: { fontFamily: fonts(), fontSize: 14 },
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      formatter: (points: unknown) => escaped(told.said[(points as { dataIndex: number }[])[0]?.dataIndex ?? 0] ?? ""),
    },
    xAxis: {
      type: "category",
      data: told.days,
      axisLabel: { color: ink, fontSize: 13, hideOverlap: true },
      axisTick: { alignWithLabel: true },
    },
    yAxis: {
      type: "value",
      min: 0,
      max: top,
      minInterval: 1,
      axisLabel: { color: ink, fontSize: 13 },
      splitLine: { lineStyle: { color: colour("line") } },
    },
    series: [
      {
        type: "bar",
        data: told.values.map((value) => (value === null ? top : null)),
        // One slot a day for both: a day has a number or a gap, never both.
        stack: "day",
        barWidth: "70%",
        silent: true,
        itemStyle: { color: colour("sunk"), decal: { color: colour("line-strong"), dashArrayX: [1, 0], dashArrayY: [1, 7], rotation: -0.8 } },
      },
      {
        type: told.kind,
        data: told.values.map((value, place) => ({
          value,
          symbol: told.corrected[place] ? "diamond" : "circle",
          symbolSize: told.corrected[place] ? CORRECTED : POINT,
          itemStyle: { color: colour(told.corrected[place] ? "soon" : "brand"), decal: "none" },
        })),
        connectNulls: false,
        stack: told.kind === "bar" ? "day" : undefined,
        barWidth: "70%",
        lineStyle: { color: colour("brand"), width: 2.5 },
        label: { show: told.days.length <= NUMBERED, position: "top", color: colour("ink"), fontSize: 13 },
      },
    ],
  });
}

// ECharts puts the sentence into the page as markup.
function escaped(text: string): string {
  const place = document.createElement("div");
  place.textContent = text;
  return place.innerHTML;
}
