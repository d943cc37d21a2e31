/** What shall run, what runs, and the difference. */
@NullMarked
package org.wardgate.launcher.plan;

import org.jspecify.annotations.NullMarked;
