/**
 * The journal's text: explicit, stable JSON for cases, policies and steps. What is written here is
 * read back by every later version.
 */
@NullMarked
package org.wardgate.decision.json;

import org.jspecify.annotations.NullMarked;
