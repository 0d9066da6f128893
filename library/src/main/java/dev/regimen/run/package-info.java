/** Run folders: what a run is, did and found, so that it lasts, can go on after any end, and can be told to others. */
package dev.regimen.run;
