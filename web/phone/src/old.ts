/** What libraries of this app use and Chrome 64 does not have yet; `npm run lint` finds what else there would be. */

// Chrome 69. lit-html sets ?attributes with it, always with the second argument.
if (!Element.prototype.toggleAttribute) {
  Element.prototype.toggleAttribute = function (name: string, force?: boolean): boolean {
    if (force) this.setAttribute(name, "");
    else this.removeAttribute(name);
    return Boolean(force);
  };
}
