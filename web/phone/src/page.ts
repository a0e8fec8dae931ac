/** Which version of this page runs: another name for each that was built of other files (build/version.ts). */

declare const __PAGE__: string;
export const PAGE: string = __PAGE__;
