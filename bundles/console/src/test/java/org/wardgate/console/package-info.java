@NullMarked
package org.wardgate.console;

import org.jspecify.annotations.NullMarked;
