@NullMarked
package org.wardgate.console.resource;

import org.jspecify.annotations.NullMarked;
