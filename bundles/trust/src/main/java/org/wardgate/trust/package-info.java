/**
 * Subjective logic (Jøsang 2016): opinions from evidence, fusion, and the verdict. Everything here
 * is a pure function; {@link org.wardgate.trust.OpinionFusion} also serves offline.
 */
@NullMarked
package org.wardgate.trust;

import org.jspecify.annotations.NullMarked;
