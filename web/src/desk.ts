// What pages gain from a script. Every page works without it.
import htmx from "htmx.org";
import { areas } from "./areas";
import { submitOnChange } from "./autosubmit";
import "./desk.css";
import { typeDownwards } from "./entry";
import { keypads } from "./keypad";
import { leaveNothing } from "./leaving";
import { printOnClick } from "./printing";
import { passkeys } from "./passkey";
import { phrases } from "./phrases";
import { submitOnce } from "./submit";
import { vanish } from "./vanish";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
// Pages name people; htmx would keep copies of them in the browser's storage.
htmx.config.historyCacheSize = 0;

document.documentElement.classList.add("has-script");
areas(document);
keypads(document);
passkeys(document);
submitOnce(document);
typeDownwards(document);
submitOnChange(document);
phrases(document);
printOnClick(document);
vanish(document);
leaveNothing(document);
