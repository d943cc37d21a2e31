/** What is wrong with a file, and what it means, for people. Pure; usable outside OSGi. */
@NullMarked
package org.wardgate.mud.report;

import org.jspecify.annotations.NullMarked;
