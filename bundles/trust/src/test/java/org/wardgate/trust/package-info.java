/** Tests of subjective logic and the verdict. */
@NullMarked
package org.wardgate.trust;

import org.jspecify.annotations.NullMarked;
