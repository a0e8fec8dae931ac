// Cases by their day of onset: suspected and confirmed upon each other, a bar a day.
import type { ECharts } from "echarts/core";
import { colour, fonts } from "./colours";

interface Onset {
  days: string[];
  suspected: number[];
  confirmed: number[];
  names: [string, string];
}

// As the keys of the picture show them.
const PLAIN = { symbol: "none" };
const HATCHED = { color: "rgba(255, 255, 255, 0.3)", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -0.8 };

export function onset(chart: ECharts, told: Onset): void {
  const ink = colour("ink-soft");
  const bar = (name: string, data: number[], of: string, decal: object) => ({
    type: "bar" as const,
    name,
    data: data.map((value) => ({ value, itemStyle: { decal } })),
    stack: "cases",
    barWidth: "80%",
    itemStyle: { color: colour(of) },
  });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [{ symbol: "none" }] } },
    textStyle: { fontFamily: fonts(), fontSize: 14 },
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", confine: true },
    xAxis: {
      type: "category",
      data: told.days,
      axisLabel: { color: ink, fontSize: 13, hideOverlap: true },
      axisTick: { alignWithLabel: true },
    },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: 1,
      axisLabel: { color: ink, fontSize: 13 },
      splitLine: { lineStyle: { color: colour("line") } },
    },
    series: [
      bar(told.names[0], told.suspected, "soon", PLAIN),
      bar(told.names[1], told.confirmed, "now", HATCHED),
    ],
  });
}
