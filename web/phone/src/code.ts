/** Which door a code names: a link /w/h/<uuid>/, the id alone, or its last 8 signs. */

export function householdIn({ text, known }: { text: string; known: readonly string[] }): { id: string } | "unknown" | "unreadable" {
  const said = text.trim().toLowerCase();
  const whole = /(?:^|\/w\/h\/)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/.exec(said);
  const short = /^[0-9a-f]{8}$/.test(said.replace(/[\s-]/g, "")) ? said.replace(/[\s-]/g, "") : "";
  if (!whole && !short) return "unreadable";
  const found = known.filter((id) => (whole ? id === whole[1] : id.slice(-8) === short));
  return found.length === 1 && found[0] ? { id: found[0] } : "unknown";
}
