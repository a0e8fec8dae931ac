// The areas below by state of reporting or of illness: the more communities, the larger; the worst state gives colour and pattern.
import type { ECharts } from "echarts/core";
import { colour, fonts } from "./colours";

interface Area {
  name: string;
  url: string;
  communities: number;
  state: keyof typeof LOOKS;
  words: string;
}

const LOOKS = {
  MISSING: { colour: "now", hatch: { dashArrayX: [1, 0], dashArrayY: [2, 8], rotation: -0.8 } },
  LATE: { colour: "soon", hatch: { dashArrayX: [2, 8], dashArrayY: [2, 8] } },
  NOT_YET_DUE: { colour: "line-strong", hatch: null },
  ALL_IN: { colour: "brand", hatch: null },
  ILL: { colour: "now", hatch: { dashArrayX: [1, 0], dashArrayY: [2, 8], rotation: -0.8 } },
  ABNORMAL: { colour: "soon", hatch: { dashArrayX: [2, 8], dashArrayY: [2, 8] } },
  NONE: { colour: "brand", hatch: null },
  NO_REPORT: { colour: "line-strong", hatch: null },
} as const;

export function treemap(chart: ECharts, areas: Area[]): void {
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [{ symbol: "none" }] } },
    textStyle: { fontFamily: fonts() },
    series: [
      {
        type: "treemap",
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        itemStyle: { borderColor: colour("card"), borderWidth: 1, gapWidth: 2 },
        label: { color: "#fff", fontSize: 14, lineHeight: 20, overflow: "truncate", formatter: "{b}" },
        data: areas.map((area) => ({
          name: `${area.name}\n${area.words}`,
          value: area.communities,
          url: area.url,
          itemStyle: { color: colour(LOOKS[area.state].colour), decal: decal(area.state) },
        })),
      },
    ],
  });
  chart.on("click", (at) => {
    const url = (at.data as { url?: string } | undefined)?.url;
    if (url) window.location.assign(url);
  });
}

function decal(state: Area["state"]): object | string {
  const hatch = LOOKS[state].hatch;
  return hatch ? { ...hatch, color: "rgba(255, 255, 255, 0.22)" } : "none";
}
