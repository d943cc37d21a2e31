/** The gateway as a process: one per instance, with a pid file, signals and an admin socket. */
@NullMarked
package org.wardgate.launcher.process;

import org.jspecify.annotations.NullMarked;
