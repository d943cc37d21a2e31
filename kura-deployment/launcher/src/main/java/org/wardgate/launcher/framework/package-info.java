/** The OSGi framework: started, brought to a plan, looked after, taken back. */
@NullMarked
package org.wardgate.launcher.framework;

import org.jspecify.annotations.NullMarked;
