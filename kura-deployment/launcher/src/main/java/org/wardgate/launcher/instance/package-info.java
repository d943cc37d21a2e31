/** One gateway on this machine: its directory, which features it runs and what it overrides. */
@NullMarked
package org.wardgate.launcher.instance;

import org.jspecify.annotations.NullMarked;
