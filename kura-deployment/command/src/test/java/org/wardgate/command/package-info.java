@NullMarked
package org.wardgate.command;

import org.jspecify.annotations.NullMarked;
