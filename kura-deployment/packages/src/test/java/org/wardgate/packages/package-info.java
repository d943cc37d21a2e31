/** What was packed is whole, the same twice, and fits where it goes. */
@NullMarked
package org.wardgate.packages;

import org.jspecify.annotations.NullMarked;
