@NullMarked
package org.wardgate.console.access;

import org.jspecify.annotations.NullMarked;
